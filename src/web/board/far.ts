import '../ui/hall.css'
