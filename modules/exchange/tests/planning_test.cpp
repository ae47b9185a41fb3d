int placeholder2;
