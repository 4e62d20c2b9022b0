"""The leak gate: nothing of a solution or hidden test in the bytes of a public artefact."""
