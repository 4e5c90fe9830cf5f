"""What is said before anything moves."""
