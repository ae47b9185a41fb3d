import figures from './figures.zh'
import accounts from './accounts.zh'
import assignments from './assignments.zh'
import doors from './doors.zh'
import imports from './imports.zh'
import balance from './balance.zh'
import registry from './registry.zh'
import codes from './codes.zh'
import bookings from './bookings.zh'
import broadcast from './broadcast.zh'
import calendar from './calendar.zh'
import care from './care.zh'
import centres from './centres.zh'
import charter from './charter.zh'
import development from './development.zh'
import evaluation from './evaluation.zh'
import exchange from './exchange.zh'
import files from './files.zh'
import classroom from './classroom.zh'
import courses from './courses.zh'
import tools from './tools.zh'
import flows from './flows.zh'
import honours from './honours.zh'
import joint from './joint.zh'
import mail from './mail.zh'
import notices from './notices.zh'
import offerings from './offerings.zh'
import own from './own.zh'
import passkeys from './passkeys.zh'
import ways from './ways.zh'
import children from './children.zh'
import council from './council.zh'
import groups from './groups.zh'
import ladder from './ladder.zh'
import live from './live.zh'
import marking from './marking.zh'
import mentoring from './mentoring.zh'
import portfolio from './portfolio.zh'
import resources from './resources.zh'
import staff from './staff.zh'
import staffing from './staffing.zh'
import training from './training.zh'
import unity from './unity.zh'

const texts = {
  ...figures,
  ...accounts,
  ...assignments,
  ...doors,
  ...imports,
  ...balance,
  ...registry,
  ...codes,
  ...bookings,
  ...broadcast,
  ...calendar,
  ...care,
  ...centres,
  ...charter,
  ...development,
  ...evaluation,
  ...exchange,
  ...files,
  ...classroom,
  ...courses,
  ...tools,
  ...flows,
  ...honours,
  ...joint,
  ...mail,
  ...notices,
  ...offerings,
  ...own,
  ...passkeys,
  ...ways,
  ...children,
  ...council,
  ...groups,
  ...ladder,
  ...live,
  ...marking,
  ...mentoring,
  ...portfolio,
  ...resources,
  ...staff,
  ...staffing,
  ...training,
  ...unity,
  answered: {
    open: '{n} 份待答复',
    answer: '答复',
    text: '答复内容',
  },
  common: {
    codeNext: '{n} 秒后更换',
    cameN: '{n} 人到场',
    schoolYear: '{year} 学年',
    always: '一直',
    since: '{date} 起',
    comma: '，',
    listComma: '、',
    colon: '：',
    inBrackets: '（{what}）',
    print: '打印',
    unknown: '未知',
    schools: '学校',
    students: '学生',
    few: '人数少于 {n} 人的学校或学段不公开人数，也不计入合计',
    teachers: '教师',
    stage: '学段',
    save: '保存',
    cancel: '取消',
    close: '关闭',
    remove: '移除',
    all: '全部',
    yes: '是',
    no: '否',
    today: '今天',
    asOf: '截至日期',
    asTable: '看表格',
    asChart: '看图',
    done: '完成',
    acts: '操作',
    loading: '载入中',
    copy: '复制',
    copied: '已复制',
  },
  sheet: {
    row: '行',
    column: '列',
    problem: '问题',
    choose: '选择文件',
    faults: '有 {n} 处需要改正，未写入：',
  },
  layout: {
    skip: '跳到正文',
    menu: '打开或关闭导航',
    brand: '教育集团',
    brandHome: 'Doorstep 首页',
    place: '区域',
    whole: '{name}（全部）',
    year: '学年',
    personMenu: '{name}的菜单',
    signOut: '退出登录',
  },
  nav: {
    label: '主导航',
    own: '我的',
    teachers: '教师发展',
    inArea: '本区域',
    data: '数据',
    office: '管理',
    near: '家门口的学校',
    home: '首页',
    areas: '各区域',
    schools: '学校',
    groups: '教育集团',
    balance: '均衡测算',
    whatIf: '假如试算',
    imports: '导入与导出',
    accounts: '账号',
    audit: '操作记录',
    rights: '权限表',
    account: '我的账号',
  },
  notFound: {
    title: '没有这个页面',
    text: '地址可能写错，或内容已经移走。',
    home: '回到首页',
  },
  problem: {
    request: '请求编号 {id}（向管理员报告时请附上）',
    retry: '重试',
  },
  source: {
    generated: '生成的数据',
    generatedText: '由程序生成的演示数据，不是真实数据',
    from: '数据来源：{name}',
  },
  table: {
    filter: '在表中查找',
    count: '共 {n} 行',
    columns: '选择列',
    excel: '导出 Excel',
    none: '没有符合条件的行',
    more: '再显示（还有 {n} 行）',
  },
  home: {
    emptyTitle: '还没有数据',
    emptyImport: '先导入学校和统计报表：OneRoster 压缩包、本系统模板或其他部门的表格都可以。',
    emptyVisitor: '这里还没有任何区域的数据。管理员登录后可以导入。',
    emptyAction: '导入数据',
    unknownTitle: '没有这个区域',
    unknownText: '可能已被撤并，或地址写错。',
    few: '人数少于 {n} 人的学校或学段不公开人数，也不计入合计与差异系数；差异系数因此可能与主管部门的数值不同',
    holds: '{schools} 所学校 · {students} 名学生',
    andClosed: '（另有 {n} 所已关闭）',
    andGroups: ' · {groups} 个集团',
    noReturns: '还没有统计报表',
    noReturnsText: '学校已登记，但还没有任何学年的报表，因此算不出均衡情况。请导入年度报表。',
    cvTitle: '{stage}：差异系数',
    counted: '{schools} 所学校计入',
    edition: '按《{standard}》计算（{edition}）。差异系数以学生数加权；未上报的数据单独列出，不按零计算。',
    withinTitle: '{stage}差异系数达标',
    failTitle: '{stage}未达标学校',
    failWord: '所未达标',
    noSchoolRule: '该标准不逐校判定',
    unknownCount: '{unknown} 所数据不全，{leftOut} 所不计入',
    waits: '等待处理',
    failing: '未达标学校',
    failingOrder: '最接近达标的在前',
    allResults: '全部结果',
    failingCount: '{n} 所学校未达标',
    signInForSchools: '登录后可查看逐校结果。',
    noneFail: '没有学校未达标',
    noneFailText: '所有计入的学校都达到要求。',
    andMore: '另有 {n} 项',
    showMore: '再显示（还有 {n} 所）',
  },
  areas: {
    closed: '已关闭学校',
    district: '区县',
    compare: '各区县比较',
    heatCv: '颜色越深越不均衡',
    heatCvLimits: '颜色越深越不均衡；✕ 为超过限值',
    heatMean: '颜色越深数值越高',
    shows: '显示内容',
    years: '最新报表',
    noReturns: '无报表',
    open: '查看区域',
  },
}

export type Messages = typeof texts

export default texts
