import DraftOutline
import Testing

@Suite struct NumeralTests {
  @Test(arguments: [
    ("一", Numbering.Numerals.han, 1), ("十", .han, 10), ("十二", .han, 12), ("二十", .han, 20), ("三十四", .han, 34),
    ("一百", .han, 100), ("一百零二", .han, 102), ("一百一十二", .han, 112),
    ("1001", .han, 1001), ("12", .arabic, 12), ("①", .circled, 1),
    ("⑳", .circled, 20), ("㉑", .circled, 21), ("㉟", .circled, 35),
  ])
  func readsWhatItWrites(_ text: String, _ numerals: Numbering.Numerals, _ value: Int) {
    #expect(Numeral.value(of: text, in: numerals) == value)
    #expect(Numeral.text(of: value, in: numerals) == text)
  }

  @Test(arguments: [
    ("两", Numbering.Numerals.han, 2), ("俩", .han, 2), ("两百", .han, 200), ("一百零一", .han, 101), ("１２", .arabic, 12),
    ("⒊", .dotted, 3), ("IV", .roman, 4),
    ("Ⅲ", .roman, 3), ("B", .latin, 2),
  ])
  func readsOtherForms(_ text: String, _ numerals: Numbering.Numerals, _ value: Int) {
    #expect(Numeral.value(of: text, in: numerals) == value)
  }

  @Test(arguments: [
    ("a", Numbering.Numerals.latin, 3, "c"), ("Ａ", .latin, 3, "Ｃ"), ("I", .roman, 3, "III"), ("i", .roman, 4, "iv"),
    ("Ⅰ", .roman, 3, "Ⅲ"), ("ⅰ", .roman, 3, "ⅲ"), ("１", .arabic, 12, "１２"), ("01", .arabic, 3, "03"),
    ("01", .arabic, 12, "12"), ("0", .arabic, 1, "1"), ("2", .han, 3, "3"), ("❶", .circled, 2, "❷"),
    ("❶", .circled, 11, "⑪"), ("", .roman, 13, "13"), ("XII", .roman, 13, "13"),
  ])
  func writesLikeAModel(_ model: String, _ numerals: Numbering.Numerals, _ value: Int, _ text: String) {
    #expect(Numeral.text(of: value, in: numerals, like: model) == text)
  }

  @Test(arguments: [
    ("第", Numbering.Numerals.han), ("三两", .han), ("两三", .han), ("", .arabic), ("99999999", .arabic), ("①②", .circled),
  ])
  func refusesWhatIsNoNumber(_ text: String, _ numerals: Numbering.Numerals) {
    #expect(Numeral.value(of: text, in: numerals) == nil)
  }

  @Test func readsWords() {
    #expect(Numeral.value(of: "其次", in: .words, words: ["首先": 1, "其次": 2]) == 2)
    #expect(Numeral.value(of: "再次", in: .words, words: ["首先": 1, "其次": 2]) == nil)
  }
}
