(as in the player's folder)
