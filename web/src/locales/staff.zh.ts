// 教职工账号。
export default {
  staff: {
    accounts: '教职工账号',
    text: '绑定账号后，教师可以查看并填写自己的档案、培训、职级、师徒与交流事项。',
    account: '账号',
    none: '未开通',
    gone: '账号已不存在',
    since: '绑定时间',
    invite: '开通账号',
    inviteAll: '为未开通的 {n} 人开通账号',
    inviteSure: '将新建 {n} 个账号，链接只显示一次，请当场保存。',
    tie: '绑定已有账号',
    tieTitle: '为{name}绑定已有账号',
    signIn: '登录名',
    untie: '解除绑定',
    untieSure: '解除后，{name}不能再用该账号办理教师事项；账号本身保留。',
    link: '一次性链接',
    links: '教职工账号链接',
    linksText: '已开通 {n} 个账号。链接只在此显示一次：保存为表格，分别交给本人设置密码。',
    keepLinks: '保存为表格',
  },
}
