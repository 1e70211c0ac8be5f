"""What is published about weapons: values, the text they come from, and how they are found."""
