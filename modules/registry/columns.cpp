#include "columns.h"

namespace doorstep::registry {
namespace {

using enum ColumnType;

constexpr Choice school_kinds[] = {{"kindergarten", "幼儿园", "kindergarten"},
                                   {"primary", "小学", "primary school"},
                                   {"junior", "初级中学", "junior school"},
                                   {"senior", "高级中学", "senior school"},
                                   {"nine_year", "九年一贯制学校", "nine-year school"},
                                   {"twelve_year", "十二年一贯制学校", "twelve-year school"},
                                   {"complete_secondary", "完全中学", "complete secondary school"},
                                   {"vocational", "中等职业学校", "vocational school"},
                                   {"special", "特殊教育学校", "special school"},
                                   {"international", "国际学校", "international school"}};
constexpr Choice stages[] = {{"kindergarten", "幼儿园", "kindergarten"},
                             {"primary", "小学", "primary"},
                             {"junior", "初中", "junior"},
                             {"senior", "高中", "senior"}};
constexpr Choice legal_forms[] = {{"public", "公办", "public"},
                                  {"private", "民办", "private"},
                                  {"affordable_private", "普惠性民办", "affordable private"}};
constexpr Choice settings[] = {{"urban", "城区", "urban"}, {"town", "镇区", "town"}, {"rural", "乡村", "rural"}};
constexpr Choice remotenesses[] = {{"remote", "偏远", "remote"},
                                   {"very_remote", "特偏", "very remote"},
                                   {"extremely_remote", "极偏", "extremely remote"}};
constexpr Choice yes_noes[] = {{"yes", "是", "yes"}, {"no", "否", "no"}};
constexpr Choice sexes[] = {
    {"1", "男", "male"}, {"2", "女", "female"}, {"0", "未知", "unknown"}, {"9", "未说明", "not stated"}};
constexpr Choice qualifications[] = {{"doctor", "博士", "doctor"},       {"master", "硕士", "master"},
                                     {"bachelor", "本科", "bachelor"},   {"college", "专科", "college"},
                                     {"secondary", "中专", "secondary"}, {"other", "其他", "other"}};
constexpr Choice titles[] = {{"senior_full", "正高级", "full senior"}, {"senior", "高级", "senior"},
                             {"first", "一级", "first grade"},         {"second", "二级", "second grade"},
                             {"third", "三级", "third grade"},         {"none", "未评", "none"}};
constexpr Choice backbones[] = {
    {"none", "无", "none"},   {"school", "校级", "school"},     {"district", "区县级", "district"},
    {"city", "市级", "city"}, {"province", "省级", "province"}, {"national", "国家级", "national"}};
constexpr Choice subjects[] = {{"chinese", "语文", "Chinese"},
                               {"mathematics", "数学", "mathematics"},
                               {"english", "英语", "English"},
                               {"science", "科学", "science"},
                               {"physics", "物理", "physics"},
                               {"chemistry", "化学", "chemistry"},
                               {"biology", "生物", "biology"},
                               {"history", "历史", "history"},
                               {"geography", "地理", "geography"},
                               {"morality", "道德与法治", "morality and law"},
                               {"pe", "体育", "PE"},
                               {"music", "音乐", "music"},
                               {"art", "美术", "fine arts"},
                               {"it", "信息科技", "information technology"},
                               {"labour", "劳动", "labour"},
                               {"general", "综合", "general"}};
constexpr Choice roles[] = {{"teacher", "教师", "teacher"},
                            {"principal", "校长", "principal"},
                            {"deputy", "副校长", "deputy principal"},
                            {"staff", "职员", "staff"}};
constexpr Choice class_roles[] = {{"student", "学生", "student"}, {"teacher", "教师", "teacher"}};
constexpr Choice class_types[] = {{"homeroom", "行政班", "homeroom"}, {"scheduled", "走班", "scheduled"}};
constexpr Choice facility_kinds[] = {{"classroom", "普通教室", "classroom"},
                                     {"multimedia_classroom", "网络多媒体教室", "networked multimedia classroom"},
                                     {"music_room", "音乐教室", "music room"},
                                     {"art_room", "美术教室", "art room"},
                                     {"laboratory", "实验室", "laboratory"},
                                     {"library", "图书馆", "library"},
                                     {"gym", "室内体育用房", "indoor sports room"},
                                     {"sports_ground", "运动场", "sports ground"},
                                     {"equipment", "教学仪器设备", "teaching equipment"},
                                     {"computers", "计算机", "computers"},
                                     {"other", "其他", "other"}};
constexpr Choice models[] = {{"one_legal_person", "单一法人多校区", "one legal person, several campuses"},
                             {"leading_school", "龙头校带成员校", "leading school with members"},
                             {"entrusted", "委托管理", "entrusted management"},
                             {"merger", "合并", "merger"},
                             {"incubation", "新校孵化", "incubation"},
                             {"pairing", "结对帮扶", "pairing"},
                             {"alliance", "学校联盟", "alliance"},
                             {"district_cluster", "学区", "school district"},
                             {"cross_stage", "贯通培养", "cross-stage cluster"},
                             {"community", "发展共同体", "development community"},
                             {"brand", "品牌引领", "brand-led"},
                             {"project", "项目驱动", "project-driven"},
                             {"university", "高校合作", "university partner"},
                             {"multi_academy_trust", "多学院信托", "multi-academy trust"},
                             {"federation", "联合体", "federation"}};
constexpr Choice parts[] = {{"lead", "龙头校", "lead"},
                            {"member", "成员校", "member"},
                            {"entrusted", "受托校", "entrusted"},
                            {"paired", "结对校", "paired"}};

constexpr Column school_code{"school_code",
                             "学校标识码",
                             "School code",
                             "学校代码|学校编码|School ID|Code",
                             id,
                             true,
                             "学校（机构）标识码或本地代码，永不改变",
                             "official or local code of the school; never changes",
                             "2111000001"};
constexpr Column begin_on{"begin_on",
                          "起始日期",
                          "From",
                          "开始日期|Begin date|Start date",
                          date,
                          false,
                          "生效首日；空为一直如此",
                          "first day; empty: always",
                          "2025-09-01"};
constexpr Column end_on{"end_on",
                        "终止日期",
                        "To",
                        "结束日期|End date",
                        date,
                        false,
                        "首个不再有效的日子；空为至今",
                        "first day on which it no longer holds; empty: still holds",
                        ""};
constexpr Column staff_number{"staff_number",
                              "教工号",
                              "Staff number",
                              "工号|职工号|Staff ID",
                              id,
                              true,
                              "教职工在本区的唯一编号",
                              "number of the member of staff, unique in the district",
                              "T000001"};
constexpr Column campus{"campus",
                        "校区",
                        "Campus",
                        "校区名称",
                        text,
                        false,
                        "校区名称；空为主校区",
                        "name of the campus; empty: the main one",
                        "东校区"};

constexpr Column work_campus{"campus",
                             "校区",
                             "Campus",
                             "校区名称|工作校区|所在校区",
                             text,
                             false,
                             "所在校区在校区表中的名称；换校区从导入的生效日起算；空为不详",
                             "name of the campus as the sheet of campuses has it; a change of campus holds from the "
                             "day of the import; empty: not known",
                             "东校区"};

constexpr Column school_columns[] = {
    school_code,
    {"name", "学校名称", "School name", "名称|校名|Name", text, true, "学校全称", "full name of the school",
     "云溪第一小学"},
    {"name_en", "英文名称", "English name", "Name (English)", text, false, "英文或拼音名称",
     "name in English or pinyin", "Yunxi No. 1 Primary School"},
    {"district", "区县", "District", "所属区县|行政区", text, true, "所属区县名称", "name of the district", "云溪区"},
    {"region", "省市", "Region", "省份|Province", text, false, "区县所属的上级", "what the district lies in", "示范市"},
    {"town", "乡镇街道", "Town", "乡镇|街道|Township", text, false, "所属乡镇或街道", "town or subdistrict", "桃源镇"},
    {"school_kind", "办学类型", "School kind", "学校类型|类别|Type", code, true, "学校的类型", "kind of school",
     "primary", school_kinds},
    {"stages", "学段", "Stages", "办学学段", codes, false, "开办的学段；空则按类型",
     "sections it runs; empty: by its kind", "primary", stages},
    {"legal_form", "办学性质", "Legal form", "举办者类型|Ownership", code, false, "公办或民办", "public or private",
     "public", legal_forms},
    {"setting", "城乡", "Setting", "城乡类型|Urban or rural", code, false, "城区、镇区或乡村", "urban, town or rural",
     "rural", settings},
    {"remoteness", "偏远程度", "Remoteness", "地区属性", code, false, "偏远程度；空为不偏远", "how remote; empty: not",
     "", remotenesses},
    {"teaching_point", "是否教学点", "Teaching point", "教学点", yes_no, false, "是教学点则填是",
     "yes for a teaching point", "no", yes_noes},
    {"parent_code", "中心校标识码", "Parent school code", "主校代码", id, false, "教学点所属中心校",
     "the school that a teaching point belongs to", ""},
    {"address", "地址", "Address", "学校地址", text, false, "通信地址", "postal address", ""},
    {"longitude", "经度", "Longitude", "lon|lng", number, false, "WGS 84，度", "WGS 84, degrees", "116.48"},
    {"latitude", "纬度", "Latitude", "lat", number, false, "WGS 84，度", "WGS 84, degrees", "39.92"},
    {"begin_on", "建校日期", "Opened on", "开办日期|Open date", date, false, "开办首日", "first day", "1998-09-01"},
    {"end_on", "撤销日期", "Closed on", "停办日期|Close date", date, false, "首个不再存在的日子",
     "first day on which it no longer exists", ""},
    {"successor_code", "承接学校标识码", "Successor code", "并入学校代码", id, false, "撤并后承接的学校",
     "the school that followed it", ""},
};
constexpr Column campus_columns[] = {
    school_code,
    {"campus", "校区名称", "Campus", "校区|Campus name", text, true, "校区名称", "name of the campus", "东校区"},
    {"site_of", "所属校区", "Site of", "上级校区", text, false, "办学点所属校区名称",
     "the campus that a site belongs to", ""},
    {"main", "是否主校区", "Main campus", "主校区", yes_no, false, "主校区填是", "yes for the main one", "yes",
     yes_noes},
    {"address", "地址", "Address", "校区地址", text, false, "校区地址", "address of the campus", ""},
    {"longitude", "经度", "Longitude", "lon|lng", number, false, "WGS 84，度", "WGS 84, degrees", ""},
    {"latitude", "纬度", "Latitude", "lat", number, false, "WGS 84，度", "WGS 84, degrees", ""},
    begin_on,
    end_on};
constexpr Column staff_columns[] = {
    staff_number,
    school_code,
    work_campus,
    {"name", "姓名", "Name", "教师姓名|Full name", text, true, "姓名全称", "full name", ""},
    {"sex", "性别", "Sex", "Gender", code, false, "性别", "sex", "2", sexes},
    {"national_id", "身份证号", "National ID", "证件号码|身份证件号", id, false, "只保存带密钥的摘要，用于识别同一人",
     "kept as a keyed digest only, to recognise the same person", ""},
    {"role", "岗位类别", "Role", "岗位", code, false, "空为教师", "empty: teacher", "teacher", roles},
    {"post", "职务", "Post", "职务名称", text, false, "职务名称", "words of the post", ""},
    {"section", "任教学段", "Section", "学段", code, false, "统计所在学段", "stage in which the person is counted",
     "primary", stages},
    {"qualification", "学历", "Qualification", "最高学历", code, false, "最高学历", "highest degree", "bachelor",
     qualifications},
    {"subjects", "任教学科", "Subjects", "学科|Subject", codes, false, "任教学科", "subjects taught", "chinese",
     subjects},
    {"title", "职称", "Title", "专业技术职务|Professional title", code, false, "专业技术职称", "professional title",
     "first", titles},
    {"backbone", "骨干称号", "Backbone rank", "骨干教师级别|骨干级别", code, false, "骨干教师称号级别",
     "rank as a backbone teacher", "district", backbones},
    {"full_time", "是否专任", "Full-time", "专任", yes_no, false, "空为是", "empty: yes", "yes", yes_noes},
    {"established", "是否在编", "Established", "在编", yes_no, false, "空为是", "empty: yes", "yes", yes_noes},
    {"birth_month", "出生年月", "Month of birth", "出生日期|Birth month", text, false, "年-月，用于退休预测；不保存日",
     "year and month, to foresee who retires; the day is not kept", "1979-05"},
    {"begin_on", "到校日期", "At school since", "入校日期", date, false, "到本校的日期", "first day at the school",
     "2019-09-01"},
    {"end_on", "离校日期", "Left on", "", date, false, "离开本校的日期", "first day no longer at the school", ""}};
constexpr Column service_columns[] = {
    staff_number,
    school_code,
    work_campus,
    {"name", "姓名", "Name", "教师姓名|Full name", text, false, "仅供核对，不写入；姓名在教职工表中更正",
     "to recognise the person by; not read: names are corrected in the sheet of staff", ""},
    {"role", "岗位类别", "Role", "岗位", code, false, "空为教师", "empty: teacher", "teacher", roles},
    {"post", "职务", "Post", "", text, false, "职务名称", "words of the post", ""},
    {"subject", "任教学科", "Subject", "学科", code, false, "任教学科", "subject taught", "chinese", subjects},
    {"section", "任教学段", "Section", "学段", code, false, "任教学段", "stage", "primary", stages},
    {"primary_role", "是否编制校", "Home school", "人事关系所在", yes_no, false, "人事关系在本校填是；借调填否",
     "yes where the contract is, no for a secondment", "no", yes_noes},
    {"share", "工作量比例", "Share", "", number, false, "占全部工作时间，0 至 1", "of full working time, 0 to 1", "1"},
    {"begin_on",
     "起始日期",
     "From",
     "开始日期|Begin date",
     date,
     true,
     "首日；空为一直如此",
     "first day; empty: always",
     "2025-09-01",
     {},
     true},
    end_on};
constexpr Column student_columns[] = {
    {"student_number", "学籍号", "Student number", "学号|Student ID", id, true,
     "全国学籍号只保存摘要；本地学号原样保存", "a national number is kept as a digest only; a local one as it is",
     "S0000001"},
    school_code,
    {"name", "姓名", "Name", "学生姓名|Full name", text, true, "姓名全称", "full name", ""},
    {"sex", "性别", "Sex", "Gender", code, false, "性别", "sex", "1", sexes},
    {"grade", "年级", "Grade", "Year", text, false, "01 至 12，或 KG", "01 to 12, or KG", "01"},
    {"class_code", "班级代码", "Class code", "班级|Class", text, false, "班级表中的代码",
     "code in the sheet of classes", ""},
    {"begin_on", "入学日期", "Enrolled on", "入学年月", date, false, "入学日期", "first day", "2025-09-01"},
    {"end_on", "离校日期", "Left on", "", date, false, "首个不再在校的日子", "first day no longer at the school", ""}};
constexpr Column class_columns[] = {
    {"class_code", "班级代码", "Class code", "班号", text, true, "在学校内唯一", "unique in the school", "2025-1-1"},
    school_code,
    campus,
    {"title", "班级名称", "Class name", "名称|Title", text, true, "班级名称", "name of the class", "一年级1班"},
    {"type", "班级类型", "Class type", "", code, false, "空为行政班", "empty: homeroom", "homeroom", class_types},
    {"grades", "年级", "Grades", "Grade", text, false, "01 至 12，可多个", "01 to 12, several by commas", "01"},
    begin_on,
    end_on};
constexpr Column enrolment_columns[] = {
    {"class_code", "班级代码", "Class code", "班号", text, true, "班级表中的代码", "code in the sheet of classes",
     "2025-1-1"},
    school_code,
    {"person_number", "学籍号或教工号", "Student or staff number", "编号", id, true, "学生表或教职工表中的编号",
     "number in the sheet of students or staff", "S0000001"},
    {"role", "身份", "Role", "", code, false, "空为学生", "empty: student", "student", class_roles},
    begin_on,
    end_on};
constexpr Column facility_columns[] = {
    school_code,
    campus,
    {"kind", "设施类别", "Facility kind", "类别|Kind", code, true, "设施或设备类别", "kind of room or equipment",
     "music_room", facility_kinds},
    {"name", "名称", "Name", "设施名称", text, true, "在学校内唯一", "unique in the school", "音乐教室一"},
    {"quantity", "数量", "Quantity", "间数|件数", number, false, "间数或件数；空为 1", "rooms or pieces; empty: 1",
     "1"},
    {"area", "面积", "Area", "建筑面积", number, false, "平方米", "m2", "96"},
    {"value_yuan", "价值", "Value", "资产值", number, false, "元", "yuan", ""},
    begin_on,
    end_on};
constexpr Column return_columns[] = {
    school_code,
    {"year", "学年", "School year", "学年度|Year", text, true, "学年开始的年份，如 2025 或 2025-26",
     "calendar year in which it begins, 2025 or 2025-26", "2025"},
    {"stage", "学段", "Stage", "Section", code, false, "该行所属学段；空为全校合计的数据",
     "stage of the row; empty: figures of the school as a whole", "primary", stages}};
constexpr Column group_columns[] = {
    {"group", "集团名称", "Group", "教育集团|集团|Group name", text, true, "集团全称", "full name of the group", ""},
    {"name_en", "英文名称", "English name", "", text, false, "英文名称", "name in English", ""},
    {"district", "区县", "District", "所属区县", text, true, "所属区县名称", "name of the district", "云溪区"},
    {"model", "办学模式", "Model", "模式", code, true, "集团化办学模式", "model of running the group", "leading_school",
     models},
    {"lead_code", "龙头校标识码", "Lead school code", "牵头校代码", id, false, "龙头校", "the leading school", ""},
    begin_on,
    end_on};
constexpr Column member_columns[] = {
    {"group", "集团名称", "Group", "教育集团|集团", text, true, "集团表中的名称", "name in the sheet of groups", ""},
    school_code,
    {"part", "成员身份", "Part", "身份", code, false, "空为成员校", "empty: member", "member", parts},
    begin_on,
    end_on};

constexpr Sheet all[] = {{"schools", "学校", "Schools", school_columns},
                         {"campuses", "校区", "Campuses", campus_columns},
                         {"groups", "集团", "Groups", group_columns},
                         {"group_members", "集团成员", "Group members", member_columns},
                         {"staff", "教职工", "Staff", staff_columns},
                         {"service", "任职经历", "Service", service_columns},
                         {"classes", "班级", "Classes", class_columns},
                         {"students", "学生", "Students", student_columns},
                         {"enrolments", "编班", "Enrolments", enrolment_columns},
                         {"facilities", "设施", "Facilities", facility_columns},
                         {"returns", "年度报表", "Returns", return_columns, true}};

}  // namespace

std::span<const Sheet> sheets() { return all; }

const Sheet* sheet_named(std::string_view name) {
  for (const auto& sheet : all)
    if (name == sheet.name || name == sheet.zh || name == sheet.en) return &sheet;
  return nullptr;
}

Words choice_word(std::string_view sheet, std::string_view column, std::string_view code) {
  if (const auto* known = sheet_named(sheet))
    for (const auto& one : known->columns)
      if (one.name == column)
        for (const auto& choice : one.choices)
          if (choice.code == code) return {std::string{choice.zh}, std::string{choice.en}};
  return {std::string{code}, std::string{code}};
}

}  // namespace doorstep::registry
