"""What is said in the invented logs: by carers and parents, by the police, and by the children themselves."""
