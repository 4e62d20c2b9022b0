"""Parts of the Blackboard target: what a Publication becomes in Blackboard Learn."""
