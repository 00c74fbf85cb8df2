package org.sgvae.statistics;

import java.util.Arrays;
import java.util.List;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Isomorphism;
import org.sgvae.kernel.ElementaryFunctions;

/** The isomorphism classes of a list of graphs, numbered from 0 as they first occur. */
public final class GraphClasses {
    private final int[] classOf;
    private final int[] counts;
    private final int[] firsts;

    public GraphClasses(List<Graph> graphs) {
        classOf = Isomorphism.classes(graphs);
        counts = new int[1 + Arrays.stream(classOf).max().orElse(-1)];
        firsts = new int[counts.length];
        for (int i = classOf.length - 1; i >= 0; i--) {
            counts[classOf[i]]++;
            firsts[classOf[i]] = i;
        }
    }

    /** Number of classes. */
    public int size() {
        return counts.length;
    }

    /** Number of graphs. */
    public int graphs() {
        return classOf.length;
    }

    /** The class of graph i. */
    public int of(int i) {
        return classOf[i];
    }

    /** The first graph of a class. */
    public int first(int c) {
        return firsts[c];
    }

    /** How many graphs are of a class. */
    int count(int c) {
        return counts[c];
    }

    /** The share of the graphs that are of a class. */
    double share(int c) {
        return (double) counts[c] / classOf.length;
    }

    /** \(-\sum_c p_c \ln p_c\), nats. */
    public double entropy() {
        double sum = 0;
        for (int c = 0; c < size(); c++) {
            sum -= share(c) * ElementaryFunctions.log(share(c));
        }
        return sum;
    }
}
