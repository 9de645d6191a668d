"""How the commands of each subject are carried out: what is loaded, and whose it is."""
