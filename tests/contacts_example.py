"""A whole contacts.yaml: people of a unit and above it, the office, whose mail it is, and the server that takes it."""

WHOLE = """\
# not for git
units:
  stic:
    people:
      - {name: 张三, mail: zhang@example.org, mobile: 13800138000, wecom: zhangsan, feishu: ou_8a3c}
    superior: [{name: 李四, mail: 李四@例子.公司}]
    robot: stic-group
office: [{name: 王五, mail: wang@example.org, dingtalk: "016"}]
sender: {name: 督查室, mail: office@example.org}
smtp: {host: smtp.example.org, port: 587, tls: starttls, login: office}
"""
