"""What the program costs on a book of ten years: ``python -m tests.benchmarks`` prints it. No test: it judges."""
