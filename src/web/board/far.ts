/** What only a wall needs: the hall's colours and sizes. */
import '../ui/hall.css'
