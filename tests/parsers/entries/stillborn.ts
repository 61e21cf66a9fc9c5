/** A parser process that ends before its first word, as one does that may not read the packages it is made of. */
process.exit(1);
