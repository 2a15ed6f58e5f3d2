"""Accuracy, measured: commands that compare what the program finds with labelled articles."""
