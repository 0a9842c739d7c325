@main struct Zhangfa { static func main() {} }
