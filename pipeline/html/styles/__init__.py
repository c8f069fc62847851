"""What is wrong with a style before a reader meets it: how it is written, what it names, how its colours stand out."""
