package org.sgvae.gnn;

/** Whether a model knows the types of a graph. */
public final class KnownTypes {
    private KnownTypes() {}

    /**
     * Checks a type.
     *
     * @param what {@code node} or {@code edge}
     * @param type the type
     * @param types how many the model knows
     * @return the type
     * @throws IllegalArgumentException if it is not one of them
     */
    public static int require(String what, int type, int types) {
        if (type >= types) {
            throw new IllegalArgumentException(what + " type " + type + ": the model knows 0.." + (types - 1)
                    + "; use a model with " + what + "Types " + (type + 1) + " or more");
        }
        return type;
    }
}
