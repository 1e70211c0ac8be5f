"""The question and its answers: weapon x origin x target, as records, tables and shapes."""
