"""What a text must say and how, so that everybody can read it: rules, and pure checks of parts."""
