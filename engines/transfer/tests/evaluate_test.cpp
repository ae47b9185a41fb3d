int placeholder_evaluate;
