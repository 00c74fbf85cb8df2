package org.sgvae.random;

/**
 * A key from which random numbers are computed; it has no state.
 *
 * <p>A key is {@linkplain #split split} by what the numbers are for (epoch, step, graph, sample, purpose), and every
 * draw is numbered: the n-th number of a key is a function of the key and n alone. So results do not depend on the
 * number of threads, on the order of work or on where a run was resumed, and there is nothing to save.
 *
 * <p>The function is SplitMix64 (Steele, Lea and Flood, <em>Fast Splittable Pseudorandom Number Generators</em>, OOPSLA
 * 2014): draw n of key k is \(\mathrm{mix}(k + (n+1)\gamma)\), with integer arithmetic that is the same on every
 * machine. Hot loops use the static forms on bare {@code long} keys, which allocate nothing.
 *
 * @param bits the key itself
 */
public record RandomKey(long bits) {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /**
     * Returns the key of a seed that a person chose.
     *
     * @param seed any number
     * @return the key
     */
    public static RandomKey of(long seed) {
        return new RandomKey(mix(seed ^ 0x5347564145L)); // neighbouring seeds become unrelated keys
    }

    /**
     * Returns the key for one of the things that this key is used for.
     *
     * @param tag number of the thing, for instance an epoch
     * @return a key whose draws are unrelated to those of this key and of other tags
     */
    public RandomKey split(long tag) {
        return new RandomKey(split(bits, tag));
    }

    /**
     * Returns the key for one of the things that this key is used for, if these have names; a purpose of the program's is
     * a {@link Purpose}.
     *
     * @param name name of the thing, for instance of a parameter
     * @return a key whose draws are unrelated to those of this key and of other names
     */
    public RandomKey split(String name) {
        return split(tag(name));
    }

    /**
     * Returns the tag of a name.
     *
     * @param name any text
     * @return a number that no other name has, but for an accident
     */
    public static long tag(String name) {
        long tag = name.length();
        for (int i = 0; i < name.length(); i++) {
            tag = mix(tag * GAMMA + name.charAt(i));
        }
        return tag;
    }

    /**
     * What random numbers are drawn for, to be implemented by an enum, such as
     * {@code enum Draws implements Purpose { ORDERING(0), NOISE(1); … }}. The tag, or the name that it is the
     * {@link RandomKey#tag} of, is written down and not the constant's name or place, so that results stay when
     * constants are renamed or moved.
     */
    public interface Purpose {
        /** {@return a number of its own among the purposes that one key is split by; never to be changed} */
        long tag();
    }

    /**
     * Returns the key for one of the purposes that this key is used for.
     *
     * @param purpose what the draws are for
     * @return the key of its tag, see {@link #split(long)}
     */
    public RandomKey split(Purpose purpose) {
        return split(purpose.tag());
    }

    /**
     * Returns draw n of this key, uniform in [0, 1).
     *
     * @param n number of the draw
     * @return a multiple of \(2^{-53}\)
     */
    public double uniform(long n) {
        return uniform(bits, n);
    }

    /**
     * Returns draw n of this key, standard normal.
     *
     * @param n number of the draw
     * @return the number
     */
    public double gaussian(long n) {
        return gaussian(bits, n);
    }

    /**
     * Returns draw n of this key, uniform in 0..bound-1.
     *
     * @param n number of the draw
     * @param bound number of possible results, at least 1
     * @return the number
     */
    public int below(long n, int bound) {
        return (int) (uniform(n) * bound); // bias below 2^-22 for any int bound
    }

    /**
     * Returns the numbers 0..count-1 in random order (Fisher–Yates).
     *
     * @param count how many
     * @return a new permutation
     */
    public int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /**
     * Splits a bare key; see {@link #split(long)}.
     *
     * @param key bits of the key
     * @param tag number of the thing
     * @return bits of the new key
     */
    public static long split(long key, long tag) {
        return mix(mix(key + GAMMA) + (tag ^ 0x6A09E667F3BCC909L) * GAMMA);
    }

    /**
     * Splits a bare key; see {@link #split(Purpose)}.
     *
     * @param key bits of the key
     * @param purpose what the draws are for
     * @return bits of the new key
     */
    public static long split(long key, Purpose purpose) {
        return split(key, purpose.tag());
    }

    /**
     * Draw n of a bare key, uniform in [0, 1).
     *
     * @param key bits of the key
     * @param n number of the draw
     * @return a multiple of \(2^{-53}\)
     */
    public static double uniform(long key, long n) {
        return (draw(key, n) >>> 11) * 0x1p-53;
    }

    /**
     * Draw n of a bare key, standard normal by Box and Muller's method from two uniform draws; {@link StrictMath},
     * since the bits must be the same on every machine.
     *
     * @param key bits of the key
     * @param n number of the draw
     * @return the number
     */
    public static double gaussian(long key, long n) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, 2 * n)));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform(key, 2 * n + 1));
    }

    /** Draw n of a bare key, all 64 bits. */
    static long draw(long key, long n) {
        return mix(key + (n + 1) * GAMMA);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
