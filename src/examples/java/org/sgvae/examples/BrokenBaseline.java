package org.sgvae.examples;

/** Exercise 8: a baseline that contains the sample itself is biased, and by how much. */
public final class BrokenBaseline {
    public static void main(String[] args) {
        ScoreFunction.Moments right = ScoreFunction.moments((f, other) -> f - other);
        ScoreFunction.Moments broken = ScoreFunction.moments((f, other) -> f - (f + other) / 2);
        right.print("others only");
        broken.print("with itself");
        System.out.printf("ratio of the means: %.4f%n", broken.mean()[0] / right.mean()[0]);
    }
}
