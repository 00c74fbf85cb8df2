package org.sgvae.evaluate;

import org.sgvae.random.RandomKey;

/** What random numbers are drawn for when a model is measured; tags of one key differ. */
enum Draws implements RandomKey.Purpose {
    EVALUATION("evaluate"),
    SAMPLES("samples"),
    LIKELIHOOD("likelihood"),
    DEFENSIVE_LIKELIHOOD("defensive"),
    HELD_OUT("heldOut"),
    REGRET("regret"),
    FRESH_GRAPHS("graphs"),
    IMPORTANCE_SAMPLES("importance samples"),
    CODES("codes"),
    FRESH_CODES("fresh codes"),
    RECONSTRUCTION("reconstruction"),
    INTERPOLATION("interpolation"),
    DEPENDENCE("dependence"),
    REBUILT_PARTS("rebuilt parts"),
    PAIRS("pairs");

    private final long tag;

    Draws(String name) {
        this.tag = RandomKey.tag(name);
    }

    @Override
    public long tag() {
        return tag;
    }
}
