"""The bytes of every event in every version ever stored, and the rule that they stay readable."""
