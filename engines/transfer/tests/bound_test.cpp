int placeholder_bound;
