"""Writers and readers of the formats that learning platforms take; knows no courses."""
