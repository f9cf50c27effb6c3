"""双公示 and the other data sets: how complete, timely and correct each unit's records arrive."""
