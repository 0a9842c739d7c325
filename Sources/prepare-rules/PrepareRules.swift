@main struct PrepareRules { static func main() {} }
