int placeholder_planner;
