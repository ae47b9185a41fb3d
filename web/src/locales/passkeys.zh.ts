// 通行密钥。
export default {
  passkeys: {
    title: '通行密钥',
    text: '用指纹、面容或设备密码登录，不用记密码；设备已核对本人，因此也算两步验证。',
    passkey: '通行密钥',
    signIn: '通行密钥登录',
    name: '给新的通行密钥起个名字',
    add: '添加通行密钥',
    added: '已添加。',
    remove: '删除',
    removeSure:
      '删除后不能再用“{name}”登录，其他设备上的登录会结束。设备里的那一份请到设备的密码管理中删除。',
    made: '{at} 添加',
    otherSite: '为 {site} 添加，在当前地址不能用',
    cancelled: '没有完成：已取消，或设备上没有可用的通行密钥。',
    already: '这台设备已经有您的通行密钥。',
    unsupported: '这个浏览器不支持通行密钥，或本站没有加密连接。',
  },
}
