import DraftOutline
import Testing

@Suite struct DraftYearTests {
  @Test(arguments: [
    ("2023", 2023), ("２０２３", 2023), ("2 0 2 3", 2023), ("二〇二三", 2023), ("二○二三", 2023), ("", nil), ("202", nil),
    ("20234", nil), ("202X", nil), (String(repeating: "5", count: 60), nil),
  ])
  func value(text: String, year: Int?) {
    #expect(DraftYear.value(of: text) == year)
  }
}
