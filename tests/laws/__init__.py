"""What must hold for every company under every policy, tried on random scenarios.

Set TWINLADDER_EXAMPLES=20 to try twenty times as many, and new ones.
"""
