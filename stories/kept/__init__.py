"""The lines of the register: each module registers its own."""
