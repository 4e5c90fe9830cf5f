"""Models from the literature, each a small `mesa.Model`, run on the same keyed draws as the main model."""
