// What rights, roles and reaches are called.
#include <array>

#include "rights.h"

namespace doorstep {

const Words& words_of(Right right) {
  static const std::array words{
      say("公开：登录、健康检查、接口说明、标准与代码", "open to all: sign-in, health, the contract, standards, codes"),
      say("区域公开数据：差异系数、学校名录、集团", "public figures of a district: coefficients, schools, groups"),
      say("登记册全部内容：学校、校区、设施、年报", "the register in full: schools, campuses, facilities, returns"),
      say("人员名单：教职工、班级、学生（每次查看留痕）",
          "people by name: staff, classes, students (each reading is logged)"),
      say("手工更正登记册", "correct the register by hand"),
      say("成立集团、吸收与退出成员", "found groups, take in and let go members"),
      say("集团内部材料：章程草案、理事会、任务、一体化矩阵", "a group's inner papers: drafts, council, tasks, unity"),
      say("参与集团工作：意见、佐证、提供共享", "work within a group: comment, hand in evidence, offer"),
      say("参加集团活动：预约场馆设备、联合教研", "take part: book what is shared, joint lessons"),
      say("理事会表决（另查席位）", "vote in the council (the seat is checked besides)"),
      say("运行集团：章程、理事会、会议、中心", "run a group: charter, council, meetings, centres"),
      say("发通知、看回执", "send notices, and see who has read them"),
      say("教师发展：档案、培训、师徒、岗位（每次查看留痕）",
          "teachers' growth: portfolios, training, mentoring, posts (each reading is logged)"),
      say("课程与社团：举办、选课、抽签、名单（每次查看留痕）",
          "courses and clubs: offer, rounds, draw, who is in them (each reading is logged)"),
      say("教师事项决定：职级、师德、交流、教师账号", "decide about teachers: ranks, conduct, secondments, accounts"),
      say("编制交流方案", "plan the exchange of teachers"),
      say("资源库：查看与本单位、集团、本区共享的资源", "library: see what is shared with those who work here"),
      say("资源库与公开课：提交、使用、改编与评价资源，安排自己的公开课",
          "library and open classes: share, use, adapt and rate resources; plan open classes of one's own"),
      say("资源库与公开课：审核、认定精品、下架，管理公开课",
          "library and open classes: review, certify, take down; look after all open classes"),
      say("导入与导出登记册", "import and export the register"),
      say("推演", "what-if"),
      say("管理账号与职务", "manage accounts and posts"),
      say("审计：谁改了什么", "audit: who changed what"),
      say("运维：指标、备份、设置", "operate: metrics, backups, settings"),
      say("本人账号", "one's own account"),
  };
  static_assert(words.size() == static_cast<size_t>(Right::self) + 1);
  return words[static_cast<size_t>(right)];
}

const Words& words_of(Role role) {
  static const std::array words{
      say("管理员", "administrator"),
      say("区域干部", "district officer"),
      say("集团理事长", "group president"),
      say("理事", "council member"),
      say("中心负责人", "head of a centre"),
      say("校长", "principal"),
      say("学科带头人", "subject leader"),
      say("班主任", "homeroom teacher"),
      say("教师", "teacher"),
      say("学生", "student"),
      say("监护人", "guardian"),
      say("访客", "visitor"),
  };
  static_assert(words.size() == static_cast<size_t>(Role::visitor) + 1);
  return words[static_cast<size_t>(role)];
}

const Words& words_of(Reach reach) {
  static const std::array words{
      say("无", "none"),
      say("本单位", "own"),
      say("本单位及所在集团", "own and its groups"),
      say("本单位、所在集团与所在区（不含区内其他单位）", "own, its groups, and the district itself"),
      say("所在区", "district"),
      say("全部", "all"),
  };
  static_assert(words.size() == static_cast<size_t>(Reach::all) + 1);
  return words[static_cast<size_t>(reach)];
}

}  // namespace doorstep
