/// A title split into the issuing office and the rest: 青梧街道 · 2022年工作总结.
struct LearnedTitle {
  let issuer: String?
  let rest: String

  /// The endings of names of offices.
  static let offices = [
    "委员会", "办事处", "人民政府", "管理处", "研究院", "街道", "社区", "中学", "小学", "学校", "学院", "医院", "公司", "中心", "大队", "支队", "支部", "工会",
    "协会", "联合会", "团委", "党委",
    "县委", "区委", "市委", "政府", "局", "委", "办", "镇", "乡", "村", "馆", "院", "处", "站", "所",
  ]

  init(_ title: String) {
    let year = title.firstRange(of: /20\d\d/)?.lowerBound
    if let year, year > title.startIndex, Self.isOffice(title[..<year]) {
      (issuer, rest) = (String(title[..<year]), String(title[year...]))
    } else {
      (issuer, rest) = (nil, title)
    }
  }

  /// Whether `text` looks like the name of an office.
  static func isOffice(_ text: some StringProtocol) -> Bool {
    (3...30).contains(text.count) && offices.contains { text.hasSuffix($0) }
      && !text.contains { "，。：；、“”《》".contains($0) }
  }
}
