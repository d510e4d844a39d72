"""What follows from a dose by arithmetic: amounts a day, and how they compare with the reference intakes."""
