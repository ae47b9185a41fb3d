int placeholder_model;
