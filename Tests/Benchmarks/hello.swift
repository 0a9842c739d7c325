// A Swift program that does almost nothing: the baseline for start time and memory.
print("hello")
