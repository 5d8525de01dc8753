-- The roll of an activated conference: when an actor joined, as whoever leads it ticks it off. The journal keeps every tick.
ALTER TABLE activation_actors ADD COLUMN connected_at timestamptz, ADD COLUMN connected_by uuid REFERENCES users (id),
  ADD CONSTRAINT activation_actors_connected CHECK ((connected_at IS NULL) = (connected_by IS NULL));
