"""Benchmarks (`make bench`): they print ratios against a baseline of the same run and decide no test."""
