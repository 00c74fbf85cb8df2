package org.sgvae.graph;

/** Counts the steps of one search and stops it past a limit, so that a hard graph ends in a message and not in a wait. */
final class SearchLimit {

    private final String what;
    private final long limit;
    private long spent;

    /**
     * @param what the search and its graph, as the message names them
     * @param limit most steps allowed
     */
    SearchLimit(String what, long limit) {
        this.what = what;
        this.limit = limit;
    }

    /** @throws IllegalArgumentException if the limit is passed with these steps */
    void spend(long steps) {
        spent += steps;
        if (spent > limit) {
            throw new IllegalArgumentException(what + " is too hard: gave up after " + limit
                    + " steps of colour refinement; pass a higher limit or leave the graph out");
        }
    }
}
