/// A sign for or against a role of a line. `lines:` of outline.yaml describes each sign and gives its points for each
/// role.
package enum LineSign: String, Sendable, CaseIterable {
  // The marks of the format.
  case knownHeading = "known-heading"
  case knownItem = "known-item"
  case automaticNumber = "automatic-number"
  // The beginning, the end and the look of the line.
  case form
  case setApart = "set-apart"
  case endsOpen = "ends-open"
  case endsSentence = "ends-sentence"
  case endsStop = "ends-stop"
  case endsColon = "ends-colon"
  case leadsIn = "leads-in"
  case endsPlain = "ends-plain"
  case holdsSentence = "holds-sentence"
  case opensWithPhrase = "opens-with-phrase"
  case opensWithSentence = "opens-with-sentence"
  case question, field, short, long
  // The lines around it.
  case carriesText = "carries-text"
  case bare
  case siblingsCarryText = "siblings-carry-text"
  case siblingsBare = "siblings-bare"
  case siblingsSentences = "siblings-sentences"
  case formEndsAlike = "form-ends-alike"
  case announced
  case insideItem = "inside-item"
  case insideArticle = "inside-article"
  // Each of these alone sets the line aside, whatever its other signs.
  case namesDocument = "names-document"
  case underTitle = "under-title"
  case byline
  case knownCaption = "known-caption"
  case contentsEntry = "contents-entry"
  case recurs
  case knownCell = "known-cell"
  case knownCode = "known-code"
  case knownQuotation = "known-quotation"
  case attachment
  case amongItems = "among-items"
  case date
}
