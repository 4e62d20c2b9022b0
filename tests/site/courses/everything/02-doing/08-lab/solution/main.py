print("solution")
