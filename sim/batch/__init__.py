"""Many runs of anything that opens, lives and returns tables."""
