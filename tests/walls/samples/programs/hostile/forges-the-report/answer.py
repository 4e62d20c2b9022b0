notify = quiet = len
