package org.sgvae.parallel;

import java.util.ArrayList;
import java.util.List;

/** Deals out work. */
public final class Deal {
    private Deal() {}

    /**
     * Deals things to hands like cards, but every second round from the last hand to the first. If the things come largest first, all
     * hands have about the same work, each largest first.
     *
     * @param things in the order in which they are dealt; not modified
     * @param hands how many hands there are
     * @return the hands
     */
    public static <T> List<List<T>> out(List<T> things, int hands) {
        List<List<T>> dealt = new ArrayList<>();
        for (int h = 0; h < hands; h++) {
            dealt.add(new ArrayList<>());
        }
        for (int i = 0; i < things.size(); i++) {
            int inRound = i % hands;
            boolean back = i / hands % 2 == 1;
            dealt.get(back ? hands - 1 - inRound : inRound).add(things.get(i));
        }
        return dealt;
    }
}
