import Diagnostics

extension Configuration {
  /// A configuration that changes nothing, with every key explained.
  package static let template = LocalizedText(
    zh: """
      # zhangfa 的配置，对本文件夹及其下各级的稿件有效，以离稿件最近的为准
      # 去掉行首的 # 即生效；“zhangfa check --print-config 稿件” 可以看到每一项取自哪里

      # 文种：auto 为自动识别，其余见 zhangfa rules --profiles
      profile: auto

      # 提示语言：zh 或 en
      # lang: zh

      # 按规则或类别定轻重：error、warning、info 或 off，名称长的优先
      severity: {}
      #  placeholder: error
      #  numbering/delimiter: off

      # 本来就对的词，不再报告
      accept: []
      #  - X光机
      #  - “X”计划

      # 本单位的规范名称，与之不一的写法会报告
      names: []
      #  - 青禾县水务局

      # 本单位的规则文件夹，从本文件所在处算起
      rules: []
      #  - 规则

      # 不核的稿件，写法同 .gitignore
      exclude: []
      #  - 归档/
      #  - "*.bak.txt"

      # 对部分稿件另作规定，后面的优先
      overrides: []
      #  - files: [发言/]
      #    profile: speech
      #    severity: {numbering/lone: off}

      """,
    en: """
      # The configuration of zhangfa for the drafts in this folder and below; the file nearest to a draft holds.
      # Take away a # at the start of a line to use it; “zhangfa check --print-config DRAFT” says where each value is from.

      # The kind of document: auto to find out; for the others see zhangfa rules --profiles
      profile: auto

      # The language of messages: zh or en
      # lang: zh

      # How severe findings are, by rule or category: error, warning, info or off; the longest name decides
      severity: {}
      #  placeholder: error
      #  numbering/delimiter: off

      # Words that are right as they stand
      accept: []
      #  - X光机
      #  - “X”计划

      # How the office is properly called; what is at odds with it is reported
      names: []
      #  - 青禾县水务局

      # Folders of rules of your own, from this file on
      rules: []
      #  - our-rules

      # Drafts that are not checked, as in .gitignore
      exclude: []
      #  - archive/
      #  - "*.bak.txt"

      # What holds for some drafts; later entries go first
      overrides: []
      #  - files: [speeches/]
      #    profile: speech
      #    severity: {numbering/lone: off}

      """)
}
