(not compared)
