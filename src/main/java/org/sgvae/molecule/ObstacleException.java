package org.sgvae.molecule;

/** A SMILES that cannot be a graph of heavy atoms and bonds without losing something. */
public final class ObstacleException extends Exception {
    private final Obstacle obstacle;

    ObstacleException(Obstacle obstacle, String detail) {
        super(obstacle.description() + ": " + detail);
        this.obstacle = obstacle;
    }

    /** {@return why} */
    public Obstacle obstacle() {
        return obstacle;
    }
}
