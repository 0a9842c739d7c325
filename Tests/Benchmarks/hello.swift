// What a Swift program costs that does nothing.
print("hello")
